#!/usr/bin/env python3
"""No include or import goes up, and no rooms stand in a circle. A room is a library's folder; it stands on the libraries that it
links in the CMake files. Programs stand on top and may include anything. The rooms of scripts are listed here."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCRIPTS = {'web/shared': [], 'web/module': [], 'web/sound': ['web/shared'], 'web/page': ['web/shared', 'web/module', 'web/sound']}


def read_rooms():
    """For each library's folder the folders of those that it links."""
    libraries = {}
    for top in ('core', 'native', 'web'):
        for cmake in (ROOT / top).rglob('CMakeLists.txt'):
            for name, folder, rest in re.findall(r'^zscape_library\((\w+) (\S+)([^)]*)', cmake.read_text(), re.M):
                libraries[name] = folder, re.findall(r'zscape::(\w+)', rest)
    return {folder: [libraries[other][0] for other in links if other in libraries] for folder, links in libraries.values()}


def everything_below(rooms, room, path=()):
    if room in path:
        raise ValueError('rooms in a circle: ' + ' -> '.join(path[path.index(room):] + (room,)))
    return set(rooms[room]).union(*(everything_below(rooms, other, path + (room,)) for other in rooms[room]))


def used_files(file):
    """The project's files that `file` includes or imports."""
    script = file.suffix in ('.js', '.mjs')
    pattern = r"(?:^import |from |import\()'(\.[^']+)'" if script else r'^#include "([^"]+)"'
    places = [file.parent] if script else [ROOT / 'core', ROOT / 'native', ROOT / 'web', file.parent]
    for name in re.findall(pattern, file.read_text(), re.M):
        yield from [(place / name).resolve().relative_to(ROOT) for place in places if (place / name).is_file()][:1]


def faults_of(rooms, room, suffixes):
    try:
        allowed = everything_below(rooms, room) | {room}
    except ValueError as circle:
        return [str(circle)]
    files = sorted(path for path in (ROOT / room).iterdir() if path.suffix in suffixes and path.name != 'main.cpp')
    return [f'{file.relative_to(ROOT)} uses {used}, which goes up: {room} stands on {", ".join(rooms[room]) or "nothing"}'
            for file in files for used in used_files(file) if str(used.parent) not in allowed]


libraries = read_rooms()
results = [faults_of(libraries, room, ('.cpp', '.hpp')) for room in sorted(libraries)]
results += [faults_of(SCRIPTS, room, ('.js', '.mjs')) for room in SCRIPTS]
for fault in dict.fromkeys(sum(results, [])):
    print('FAILED ', fault)
failed = sum(map(bool, results))
print(f'{len(results) - failed} passed, {failed} failed')
sys.exit(failed > 0)
