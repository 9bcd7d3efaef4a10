#!/bin/sh
# Installs Debian packages without leaving their services running: Firstline starts its own. Needs root.
# A service that was there before is left exactly as it is.
set -eu
export DEBIAN_FRONTEND=noninteractive

policy=/usr/sbin/policy-rc.d
made_policy=
tidy() { [ -z "$made_policy" ] || rm -f "$policy"; }
trap tidy EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# invoke-rc.d(8) asks this file before a package starts its service; 101 means "not allowed".
if [ ! -e "$policy" ]; then
  made_policy=yes
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

absent=
for unit in redis-server dovecot postgresql; do
  [ -e "/lib/systemd/system/$unit.service" ] || absent="$absent $unit"
done

install_packages() {
  apt-get -q -y -o DPkg::Lock::Timeout=120 --no-install-recommends install "$@"
}

ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 || apt-get -q update
# Old lists name files that the mirror no longer has: once more with new ones.
install_packages "$@" || { apt-get -q update && install_packages "$@"; }

# Nor may a service of these packages start with the next boot.
if command -v systemctl >/dev/null 2>&1; then
  for unit in $absent; do
    [ ! -e "/lib/systemd/system/$unit.service" ] || systemctl --quiet disable "$unit" || echo "could not disable $unit.service" >&2
  done
fi
