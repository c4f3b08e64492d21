#!/usr/bin/env bash
# Builds everything (Release: the kernels are too slow without optimisation) and runs every test project, one after the other.
# ./test.sh [PART…] runs only the projects whose name contains one of the parts. The last line is "N passed, N failed, N skipped".
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
cd "$root"
. cli/launcher/dotnet.sh
dotnet=$(find_dotnet) || exit 1
quiet_dotnet
envs/BitRL.Envs.MuJoCo/install-mujoco.sh
export SNAPSHOOTER_STRICT_MODE=on
results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

passed=0 failed=0 skipped=0
summary() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

build() {
    "$dotnet" build "$1" -c Release -v q --nologo -nodeReuse:false
}

wanted() {
    [ "$#" -eq 1 ] && return 0
    local name=$1
    shift
    for part in "$@"; do
        [[ $name == *"$part"* ]] && return 0
    done
    return 1
}

# One test project: its counts come from the result file, so a host that died without writing one counts as a failure.
run_project() {
    local name=$1 assembly=artifacts/bin/$1/release/$1.dll started=$SECONDS
    local report=$results/$name.trx
    local code=0
    "$dotnet" test "$assembly" --logger "trx;LogFileName=$root/$report" --blame-hang-timeout 8m --nologo >"$results/$name.log" 2>&1 </dev/null || code=$?
    local counters
    counters=$(grep -o '<Counters [^>]*' "$report" 2>/dev/null | head -n 1)
    if [ -z "$counters" ]; then
        cat "$results/$name.log"
        echo "$name: no result file: the test host ended early (exit code $code)"
        failed=$((failed + 1))
        return
    fi
    local total executed ok bad
    total=$(sed -E 's/.* total="([0-9]+)".*/\1/' <<<"$counters")
    executed=$(sed -E 's/.* executed="([0-9]+)".*/\1/' <<<"$counters")
    ok=$(sed -E 's/.* passed="([0-9]+)".*/\1/' <<<"$counters")
    bad=$((executed - ok))
    if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1 # the host failed outside of any test
    fi
    [ "$bad" -gt 0 ] && cat "$results/$name.log"
    [ "$total" -gt "$executed" ] && grep -E '^ *Skipped|\[SKIP\]' "$results/$name.log"
    passed=$((passed + ok))
    failed=$((failed + bad))
    skipped=$((skipped + total - executed))
    printf '%-36s %5d passed %5d failed %5d skipped %5d s\n' "$name" "$ok" "$bad" "$((total - executed))" "$((SECONDS - started))"
}

if [ -f BitRL.Toolkit.sln ]; then
    targets=(BitRL.Toolkit.sln)
else
    targets=(tests/*.Tests/*.Tests.csproj)
fi
for target in "${targets[@]}"; do
    if ! build "$target"; then
        echo "$target: the build failed"
        failed=$((failed + 1))
        summary
        exit 1
    fi
done
for project in tests/*.Tests/*.Tests.csproj; do
    name=$(basename "$project" .csproj)
    if wanted "$name" "$@"; then
        [ -x "tests/$name/install-arm64.sh" ] && "tests/$name/install-arm64.sh"
        run_project "$name"
    fi
done
summary
