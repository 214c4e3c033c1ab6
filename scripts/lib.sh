# What the scripts share: where the project is, the packages of Debian 12, and how to install those
# that are missing. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=$(nproc)

# One list for each purpose; nothing else is ever downloaded.
packages_build="gcc libc6-dev cmake ninja-build pkg-config gettext
    libgdal-dev libproj-dev libgeos-dev libsqlite3-dev libspatialite-dev
    libzip-dev libexpat1-dev libjansson-dev libxlsxwriter-dev libsodium-dev libmicrohttpd-dev
    zlib1g-dev libjs-leaflet
    libcairo2-dev libpango1.0-dev fonts-dejavu-core"
packages_test="$packages_build clang libclang-rt-14-dev clang-format libcmocka-dev python3-minimal
    libpython3-stdlib gdal-bin python3-gdal qgis python3-qgis poppler-utils chromium nodejs desktop-file-utils"
# Node.js from its makers brings npm along, and does not go with Debian's package of it.
command -v npm >/dev/null || packages_test="$packages_test npm"

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q '^install ok installed$'; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "Il faut être root, ou avoir sudo, pour installer des paquets : $*"
    fi
}

# install_packages NAME...: installs what is missing with apt-get; asks nobody, needs no network when
# nothing is missing.
install_packages() {
    local missing=()
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    command -v apt-get >/dev/null || fail "apt-get est introuvable ; paquets à installer : ${missing[*]}"
    say "Installation des paquets manquants : ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends "${missing[@]}" >&2
}
