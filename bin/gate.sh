# Sourced by bin/check and bin/test: steps with their time, and what could not run, told again at the end.
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
cd -- "$root"
python=$root/.venv/bin/python
export PATH="$root/.venv/bin:$PATH"
unset DJANGO_SETTINGS_MODULE DATABASE_URL ANSWERABLE_ADDRESS ANSWERABLE_HOSTS ANSWERABLE_BIND PORT

own_folder=$(mktemp -d)
if [ -z "${ANSWERABLE_NOT_RUN-}" ]; then
    is_outermost=yes
    export ANSWERABLE_NOT_RUN="$own_folder/not-run"
    : >"$ANSWERABLE_NOT_RUN"
fi
export ANSWERABLE_HOME="$own_folder/home" ANSWERABLE_MODE=test
# some thousand programs are started, each of the same source: it is compiled once, beside the source in no case
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX="${PYTHONPYCACHEPREFIX:-$own_folder/compiled}"
export ANSWERABLE_TESTS_MADE="$own_folder/made" # what tests need and one of their workers makes for all
(umask 077 && mkdir -p "$ANSWERABLE_HOME/uploads")
failed=()
trap 'rm -rf "$own_folder"' EXIT

# not_run WHAT WHY: said now and again at the end; never a silent pass
not_run() {
    printf 'not run: %s (%s)\n' "$1" "$2" | tee -a "$ANSWERABLE_NOT_RUN"
}

# step NAME COMMAND…: runs it, says how long it took, remembers a failure and goes on
step() {
    local name=$1 begun=$SECONDS
    shift
    printf '\n── %s\n' "$name"
    if "$@" </dev/null; then
        printf '   %s: well, %s s\n' "$name" $((SECONDS - begun))
    else
        printf '   %s: FAILED, %s s\n' "$name" $((SECONDS - begun))
        failed+=("$name")
    fi
}

# beside NAME COMMAND…: begins it now, beside the steps that follow; `joined` waits for it and tells it like a step
beside() {
    beside_name=$1 beside_begun=$SECONDS
    shift
    "$@" </dev/null >"$own_folder/beside" 2>&1 &
    beside_process=$!
}
joined() {
    local code=0
    wait "$beside_process" || code=$?
    step "$beside_name (beside the steps above, from second $beside_begun)" told_beside "$code"
}
told_beside() {
    cat "$own_folder/beside"
    return "$1"
}

workers=2

# tests MARKERS: pytest, where no test matching is told and not a pass
tests() { pytest_tells "$1" "$python" -m pytest -n "$workers" --dist loadfile --no-loadscope-reorder -q -m "$1"; }
tests_on_postgresql() { pytest_tells "$1" "$python" -m tests.postgres "$python" -m pytest -n "$workers" --dist loadfile --no-loadscope-reorder -q -m "$1"; }

pytest_tells() {
    local marked=$1 code=0
    shift
    "$@" || code=$?
    if [ "$code" = 5 ]; then
        not_run "tests marked: $marked" "there are none"
        return 0
    fi
    return "$code"
}

finish() {
    printf '\n'
    if [ -n "${is_outermost-}" ] && [ -s "$ANSWERABLE_NOT_RUN" ]; then
        printf 'What was not run:\n'
        sort -u "$ANSWERABLE_NOT_RUN" | sed 's/^/  /'
    fi
    if [ ${#failed[@]} -gt 0 ]; then
        printf '%s: FAILED: %s\n' "$1" "$(IFS=,; printf '%s' "${failed[*]}" | sed 's/,/, /g')"
        exit 1
    fi
    printf '%s: all well, %s s\n' "$1" "$SECONDS"
}
