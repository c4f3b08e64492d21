#!/bin/sh
# Installs what the native tests need for 64-bit ARM (a cross compiler and an emulator), where this user may and apt can. Otherwise says what to do, and
# the tests are skipped with that reason. Never fails: those tests are an addition.
set -u
if command -v aarch64-linux-gnu-g++ >/dev/null 2>&1 && command -v qemu-aarch64 >/dev/null 2>&1; then
    exit 0
fi
case $(uname -m) in
    x86_64 | amd64) ;;
    *) exit 0 ;; # on ARM itself the ordinary tests are the ARM tests
esac
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "the ARM tests of the kernels will be skipped: install g++-aarch64-linux-gnu and qemu-user (apt-get install g++-aarch64-linux-gnu qemu-user)" >&2
    exit 0
fi
if ! DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends g++-aarch64-linux-gnu qemu-user >/dev/null 2>&1; then
    echo "the ARM tests of the kernels will be skipped: apt-get could not install g++-aarch64-linux-gnu and qemu-user" >&2
fi
exit 0
