"""What the command line says, in the language of the machine.  Standard library only.

Not gettext: these sentences are needed before a catalogue has been compiled.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

# Each in Kyrgyz, Russian and English.
SENTENCES = {
    "old_python": (
        "Birge үчүн Python 3.11 же жаңыраагы керек, бул жерде {version}.",
        "Для Birge нужен Python 3.11 или новее, здесь {version}.",
        "Birge needs Python 3.11 or newer; this is {version}.",
    ),
    "no_package": (
        "{name} жетишпейт. Орнотуңуз: {command}",
        "Не хватает: {name}. Установите: {command}",
        "{name} is missing. Install it: {command}",
    ),
    "installing": (
        "Керектүү программалар орнотулууда. Биринчи жолу бир нече мүнөт кетет.",
        "Устанавливаются нужные программы. В первый раз это займёт несколько минут.",
        "Installing what Birge needs. The first time this takes some minutes.",
    ),
    "not_installed": (
        "Керектүү программалар орнотулган жок. Интернетке туташып, кайра баштаңыз.",
        "Нужные программы не установились. Подключитесь к интернету и запустите снова.",
        "What Birge needs could not be installed. Connect to the internet and start again.",
    ),
    "preparing": (
        "Маалымат папкасы даярдалууда: {folder}",
        "Готовится папка данных: {folder}",
        "Preparing the data folder: {folder}",
    ),
    "not_prepared": (
        "Маалымат папкасы даярдалган жок, себеби жогоруда. Эч нерсе жоголгон жок.",
        "Папка данных не подготовлена, причина указана выше. Ничего не потеряно.",
        "The data folder was not prepared; the reason stands above. Nothing is lost.",
    ),
    "unwritable": (
        "{folder} папкасына жазууга болбойт: {reason}. --data менен башка папканы көрсөтүңүз.",
        "В папку {folder} нельзя писать: {reason}. Укажите другую папку через --data.",
        "The folder {folder} cannot be written: {reason}. Name another one with --data.",
    ),
    "owned": (
        "Birge {folder} папкасы менен иштеп жатат. Адегенде аны токтотуңуз.",
        "Birge уже работает с папкой {folder}. Сначала остановите его.",
        "Birge is already running on the folder {folder}. Stop it first.",
    ),
    "newer": (
        "{folder} папкасы Birge программасынын жаңыраак чыгарылышыныкы. Ошону иштетиңиз.",
        "Папка {folder} создана более новой версией Birge. Запустите ту версию.",
        "The folder {folder} is from a newer version of Birge. Start that version.",
    ),
    "port_taken": (
        "{port} порту бош эмес. --port менен башкасын тандаңыз.",
        "Порт {port} занят. Выберите другой через --port.",
        "Port {port} is in use. Choose another one with --port.",
    ),
    "port_refused": (
        "{host}:{port} дареги ачылбайт: {reason}.",
        "Адрес {host}:{port} не открывается: {reason}.",
        "The address {host}:{port} cannot be opened: {reason}.",
    ),
    "teacher": (
        "Мугалим бул компьютерде ачат: {url}",
        "Учитель открывает на этом компьютере: {url}",
        "The teacher opens on this computer: {url}",
    ),
    "tablets": ("Планшеттер ачат:", "Планшеты открывают:", "Tablets open:"),
    "no_network": (
        "Тармак табылган жок: планшеттер туташа албайт. Wi-Fi тармагына туташып, кайра баштаңыз.",
        "Сеть не найдена: планшеты не подключатся. Подключитесь к Wi-Fi и запустите снова.",
        "No network was found: tablets cannot connect. Join the Wi-Fi and start again.",
    ),
    "stop": (
        "Токтотуу: Ctrl+C",
        "Остановить: Ctrl+C",
        "Stop: Ctrl+C",
    ),
    "backup_written": (
        "Сактык көчүрмө жазылды: {file}",
        "Резервная копия записана: {file}",
        "The backup is written: {file}",
    ),
    "backup_nothing": (
        "{folder} папкасында азырынча сактай турган эч нерсе жок.",
        "В папке {folder} пока нечего сохранять.",
        "There is nothing to back up in the folder {folder} yet.",
    ),
    "backup_unwritable": (
        "Сактык көчүрмө {file} жазылган жок: {reason}. Эч нерсе өзгөргөн жок.",
        "Резервная копия {file} не записана: {reason}. Ничего не изменилось.",
        "The backup {file} was not written: {reason}. Nothing has changed.",
    ),
    "restore_not_empty": (
        "{folder} папкасы бош эмес. --data менен жаңы папканы көрсөтүңүз.",
        "Папка {folder} не пуста. Укажите новую папку через --data.",
        "The folder {folder} is not empty. Name a new one with --data.",
    ),
    "restore_unfit": (
        "{file} — Birge программасынын жарактуу сактык көчүрмөсү эмес ({reason}).",
        "{file} — не годная резервная копия Birge ({reason}).",
        "{file} is no good backup of Birge ({reason}).",
    ),
    "restore_unreadable": (
        "{file} калыбына келтирилген жок: {reason}.",
        "{file} не восстановлен: {reason}.",
        "{file} was not restored: {reason}.",
    ),
    "restored": (
        "Баары {folder} папкасында. Эми Birge программасын ошол папка менен баштаңыз.",
        "Всё на месте в папке {folder}. Теперь запустите Birge с этой папкой.",
        "All is back in the folder {folder}. Now start Birge with that folder.",
    ),
    "no_benchmark": (
        "Мындай өлчөө жок: {name}. Барлары: {known}",
        "Такого измерения нет: {name}. Есть: {known}",
        "There is no benchmark {name}. There are: {known}",
    ),
    "failed": (
        "Текшерүүдөн өткөн жок: {step}",
        "Проверка не пройдена: {step}",
        "This check failed: {step}",
    ),
}  # fmt: skip
_LANGUAGES = ("ky", "ru", "en")


def language() -> str:
    """The machine's language as its environment names it: ky, ru or en; else en."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    found = next((os.environ[name] for name in names if os.environ.get(name)), "")
    code = found[:2].lower()
    return code if code in _LANGUAGES else "en"


def sentence(name: str, /, **values: object) -> str:
    """The sentence in the machine's language, its placeholders filled."""
    return SENTENCES[name][_LANGUAGES.index(language())].format(**values)


def say(name: str, /, **values: object) -> None:
    """Prints the sentence to standard output at once."""
    _write(sys.stdout, sentence(name, **values))


def complain(name: str, /, **values: object) -> None:
    """Prints the sentence to standard error."""
    _write(sys.stderr, sentence(name, **values))


def _write(stream: TextIO, text: str) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")  # a console that lacks a letter shows "?"
    print(text, file=stream, flush=True)
