# Shared by ./bitrl and ./test.sh (POSIX sh): finds dotnet and quiets it. Sourced, with $root set to the repository.

# Prints the path of the dotnet program, or fails with a message that says how to get it.
find_dotnet() {
    for candidate in "$(command -v dotnet 2>/dev/null || :)" "${DOTNET_ROOT:-/nonexistent}/dotnet" "${HOME:-/nonexistent}/.dotnet/dotnet" \
        /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
        if [ -n "$candidate" ] && [ -x "$candidate" ]; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    printf '%s: the .NET 10 SDK is missing: there is no "dotnet" on PATH. Install the package dotnet-sdk-10.0 (apt-get install dotnet-sdk-10.0, dnf install dotnet-sdk-10.0, brew install dotnet) and try again.\n' \
        "$(basename "$0")" >&2
    return 1
}

# No banner, no telemetry, no lingering build nodes; a home folder inside the repository where the user has none that can be written.
quiet_dotnet() {
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
    export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 MSBUILDTERMINALLOGGER=off
    if [ -z "${HOME:-}" ] || ! [ -d "$HOME" ] || ! [ -w "$HOME" ]; then
        mkdir -p "$root/artifacts/home"
        export HOME="$root/artifacts/home"
    fi
}
