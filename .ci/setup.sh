# Sets up all that gdsim needs: system packages, .venv, Python packages. Sourced by start and test, which
# call `prepare`. What is there already is left alone, so a second run is quick and needs no network.

cd "$(dirname "$0")/.."

python=.venv/bin/python

# The libraries of Qt without a screen; those of its X11 and Wayland platforms; a font with Chinese.
window_packages="libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-render0
    libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libwayland-cursor0 libwayland-egl1 fonts-wqy-microhei"
# A display without a screen, a window manager, a hand for keys and mouse, and screenshots (xwd);
# a desktop bus; other programs that open or check what gdsim writes.
test_packages="xvfb openbox xdotool x11-apps dbus-daemon poppler-utils librsvg2-bin ffmpeg desktop-file-utils"

say() {
    printf '%s\n' "gdsim: $*" >&2
}

# find_python: print the name of a Python that is new enough.
find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

# missing_packages NAME...: print those that are not installed, under this name or another that provides it.
missing_packages() {
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' |
        sed -n 's/^installed //p' | tr ' ,' '\n\n')
    for name in "$@"; do
        printf '%s\n' "$installed" | grep -qxF "$name" || printf '%s ' "$name"
    done
}

# install_packages NAME...: with apt-get, as root or through sudo.
install_packages() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null; then
        as_root=sudo
    else
        say "these system packages are missing, and only root can install them: $*"
        return
    fi
    say "installing system packages: $*"
    # Without a network, gdsim may still run with what is there.
    { $as_root apt-get update -q &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "$@"; } >&2 ||
        say "these could not be installed: $*"
}

prepare_system() {
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        wanted=$*
        find_python >/dev/null || wanted="$wanted python3"
        "$(find_python || echo false)" -c 'import ensurepip, venv' 2>/dev/null || wanted="$wanted python3-venv"
        missing=$(missing_packages $wanted)
        [ -z "$missing" ] || install_packages $missing
    elif [ "$(uname -s)" = Linux ]; then
        say "not a Debian-like system: if Qt does not start, install what this one calls: $*"
    fi
    if ! find_python >/dev/null; then
        say "Python 3.11 or newer is needed"
        exit 1
    fi
}

prepare_python() {
    # The path is part of it, since a .venv does not survive a move.
    state="$(pwd) $(cat .ci/requirements.txt pyproject.toml | cksum)"
    [ "$(cat .venv/gdsim-state 2>/dev/null)" != "$state" ] || return 0
    if ! "$python" -m pip --version >/dev/null 2>&1; then
        say "making .venv"
        "$(find_python)" -m venv --clear .venv
    fi
    say "installing Python packages"
    "$python" -m pip install -q --disable-pip-version-check --require-hashes -r .ci/requirements.txt >&2
    # No isolation: the build tool is among the requirements, and nothing more has to be fetched.
    "$python" -m pip install -q --disable-pip-version-check --no-deps --no-index --no-build-isolation -e . >&2
    # Compiled bytecode halves the time to the first window.
    "$python" -m compileall -q gdsim resources
    printf '%s\n' "$state" >.venv/gdsim-state
}

# prepare NAME...: everything, with these system packages.
prepare() {
    prepare_system "$@"
    prepare_python
}
