# The server that kills itself (planted.py), and the file in its data folder that makes it do so.
PLANTED = "tests.faults.planted"
ARMED = "armed"
