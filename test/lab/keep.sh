#!/bin/sh
# Runs one lab until its standard input closes. The starter holds the other end, so sshd, Wine and
# the folder are gone even when the starter was killed.
"$LAB_WINESERVER" -p </dev/null >/dev/null 2>&1
# The first process of a prefix waits for Wine's services; better here than in the first session.
"$LAB_WINE" cmd /q /d /c "exit 0" </dev/null >/dev/null 2>&1
/bin/sh "$(dirname "$0")/keep-sshd.sh" "$LAB_SSHD" -D -e -f "$LAB_FOLDER/sshd_config"
# A word to a starter that is gone would end this script half-way.
exec 2>/dev/null
"$LAB_WINESERVER" -k
rm -rf "$LAB_FOLDER"
