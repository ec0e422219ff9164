#!/bin/sh
# Runs one lab until its standard input closes. The starter holds the other end, so sshd, Wine and
# the folder are gone even when the starter was killed.
"$LAB_WINESERVER" -p </dev/null >/dev/null 2>&1
# The first process of a prefix waits for Wine's services; better here than in the first session.
"$LAB_WINE" cmd /q /d /c "exit 0" </dev/null >/dev/null 2>&1
"$LAB_SSHD" -D -e -f "$LAB_FOLDER/sshd_config" </dev/null &
sshd=$!
read -r _
# A word to a starter that is gone would end this script half-way.
exec 2>/dev/null

# sshd's connections have sessions of their own and would outlive it.
connections=
for stat in /proc/[0-9]*/stat; do
	read -r line <"$stat" || continue
	# pid (name) state parent …; a name may hold blanks and brackets.
	set -- ${line##*) }
	[ "$2" = "$sshd" ] && connections="$connections ${line%% *}"
done
kill $sshd $connections
wait $sshd
"$LAB_WINESERVER" -k
rm -rf "$LAB_FOLDER"
