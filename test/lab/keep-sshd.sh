#!/bin/sh
# Runs sshd, the command line given, until standard input closes. The starter holds the other end,
# so sshd and its connections are gone even when the starter was killed.
"$@" </dev/null &
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
