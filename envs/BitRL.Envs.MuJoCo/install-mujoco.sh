#!/bin/sh
# Installs Debian's MuJoCo for the tests that compare with it, where that can be done without asking: as root, with apt. Elsewhere it does nothing and
# says so; those tests are then skipped. BITRL_NO_INSTALL=1 leaves the system alone.
if [ -f /usr/include/mujoco/mujoco.h ]; then
    exit 0
elif [ -n "${BITRL_NO_INSTALL:-}" ] || [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "MuJoCo is not installed (as root: apt-get install libmujoco-dev): the tests that compare with it are skipped"
elif DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends libmujoco2.2.2 libmujoco-dev >/dev/null 2>&1; then
    echo "installed libmujoco2.2.2 and libmujoco-dev"
else
    echo "apt-get cannot install libmujoco-dev here: the tests that compare with MuJoCo are skipped"
fi
exit 0
