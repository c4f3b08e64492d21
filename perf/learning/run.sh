#!/usr/bin/env bash
# Repeats the learning results of docs/results.md: every environment × encoder × seed, one run folder each, resumable at any kill.
#   perf/learning/run.sh FOLDER ENV[,ENV…] ENCODER[,ENCODER…] SEEDS [JOBS]
# ENCODER is mlp, ternary, twin or random. JOBS runs at the same time (default 2) share the processors: one worker thread each.
# Afterwards: dotnet run -c Release --project perf/BitRL.Perf -- learning FOLDER
set -euo pipefail
if [ "$#" -lt 4 ]; then
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
folder=$1 environments=${2//,/ } encoders=${3//,/ } seeds=$4 jobs=${5:-2}

one() {
    local env=$1 encoder=$2 seed=$3 out=$folder/$1/$2/$3 resume=()
    [ -f "$out/result.json" ] && return 0
    [ -f "$out/config.yaml" ] && resume=(--resume)
    local how
    case $encoder in
        mlp) how=(--backend mlp) ;;
        ternary) how=(--backend cpu --model embedded) ;;
        twin) how=(--backend cpu --model embedded-fp) ;;
        random) how=(--backend cpu --model "random:$seed") ;;
        *) echo "$0: unknown encoder '$encoder'; use mlp, ternary, twin or random" >&2; return 2 ;;
    esac
    mkdir -p "$out"
    BITRL_NO_BUILD=1 "$root/bitrl" run --env "$env" "${how[@]}" --seed "$seed" --threads 1 --out "$out" "${resume[@]}" \
        --set evaluation-interval=10000 --json </dev/null 2>"$out/stderr.log" | tail -n 1
}
export -f one
export folder root

[ -n "${BITRL_NO_BUILD:-}" ] || "$root/bitrl" envs >/dev/null
for env in $environments; do
    for seed in $(seq 0 $((seeds - 1))); do
        for encoder in $encoders; do
            printf '%s %s %s\n' "$env" "$encoder" "$seed"
        done
    done
done | xargs -P "$jobs" -L 1 bash -c 'one "$@"' _
