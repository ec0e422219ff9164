#!/bin/sh
# One session of the lab, started by sshd as its forced command: every millisecond here is paid by
# each connection, so nothing is started that is not needed.
cd "$LAB_DRIVES$LAB_PROFILE" || exit 70
case $SSH_ORIGINAL_COMMAND in
"cmd /q /d" | "cmd.exe /q /d")
	# Its own path, not the bare name, lets Wine run cmd in the loader's process: half the time of a
	# second process.
	exec "$LAB_LINE_PIPE" "$LAB_WINE" 'C:\windows\system32\cmd.exe' /q /d
	;;
sftp)
	LD_PRELOAD=$LAB_PRELOAD exec "$LAB_SFTP_SERVER"
	;;
*)
	echo "the lab answers cmd /q /d and SFTP only" >&2
	exit 1
	;;
esac
