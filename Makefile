# Thin names for what run.py and manage.py do.
.PHONY: run test lint bench messages

run:
	python3 run.py

test:
	python3 run.py test

lint:
	python3 run.py lint

bench:
	python3 run.py bench class

messages:
	python3 run.py manage messages
