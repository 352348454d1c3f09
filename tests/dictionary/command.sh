#!/bin/sh
# command.sh PROGRAM: the dict subcommands from outside: what they print, their status, their file.
set -u
unspin=$1
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
failed=0

# expect NAME STATUS TEXT COMMAND...: the status, and TEXT somewhere in what is printed.
expect() {
  name=$1 wanted=$2 text=$3
  shift 3
  said=$("$@" 2>&1)
  status=$?
  if [ $status != "$wanted" ] || ! printf '%s\n' "$said" | grep -qF -- "$text"; then
    printf '%s: status %s, %s wanted, and "%s" in:\n%s\n' "$name" $status "$wanted" "$text" "$said"
    failed=$((failed + 1))
  fi
}

row() { printf '%s\t%s\t%s\t-\t\t%s\tdev\t%s\t%s\n' "$@"; }
row 'gadget mastering' 'machine learning' 0.97 garden \
  'We use gadget mastering to sort the mail.' 'The garden needs gadget mastering.' >good.tsv
row 'aardvark mastering' 'deep learning' 5 '' '' '' >bad.tsv
row 'zebra mastering' 'machine (or deep) learning' 0.5 '' '' '' >>bad.tsv
row 'gadget mastering' 'machine learning' 0.97 '' '' 'We use gadget mastering here.' >wrong.tsv
row 'gadget mastering' 'gadget mastering' 1 '' '' '' >keep.tsv

expect 'check, clean' 0 '1 row, 0 errors, 0 chains' "$unspin" dict check good.tsv
expect 'check, a note' 1 'bad.tsv:2: a note' "$unspin" dict check bad.tsv
expect 'check, a malformed row' 1 "bad.tsv:1: weight '5'" "$unspin" dict check bad.tsv
expect 'check, several files' 1 '2 rows, 2 errors' "$unspin" dict check good.tsv bad.tsv
expect 'check, no file' 2 'missing.tsv' "$unspin" dict check missing.tsv
expect 'test, passed' 0 '2 passed, 0 failed' "$unspin" dict test good.tsv
expect 'test, failed' 1 "wrong.tsv:1: no: 'We use gadget mastering here.' became" \
  "$unspin" dict test wrong.tsv
expect 'compile, malformed' 2 'bad.tsv:1' "$unspin" dict compile --output out.lexicon bad.tsv
expect 'compile, malformed: no file' 1 '' test -e out.lexicon
expect 'compile' 0 '' "$unspin" dict compile --output out.lexicon good.tsv
expect 'compile leaves one file' 0 'bad.tsv good.tsv keep.tsv out.lexicon wrong.tsv' \
  sh -c 'echo *'
expect 'trace, candidate' 0 "0.97  'machine learning'  good:1" \
  "$unspin" dict trace gadget mastering --no-builtin -D out.lexicon
expect 'trace, guard' 0 'forbid' "$unspin" dict trace gadget mastering --no-builtin -D good.tsv
expect 'trace, reverse' 0 "'gadget mastering'  good:1" \
  "$unspin" dict trace machine learning --no-builtin -D good.tsv
expect 'trace, winner' 0 'winner: keep.tsv' "$unspin" dict trace 'gadget mastering' -D keep.tsv
# Compiled files that are cut, changed, or of another version are refused by name, before any output.
size=$(wc -c <out.lexicon)
head -c $((size - 9)) out.lexicon >cut.lexicon
{ head -c $((size - 9)) out.lexicon; printf 123456789; } >changed.lexicon
{ head -c 8 out.lexicon; printf '\011'; tail -c +10 out.lexicon; } >later.lexicon
expect 'lexicon, cut' 2 'cut.lexicon: lexicon is cut' "$unspin" -D cut.lexicon -f text good.tsv
expect 'lexicon, changed' 2 'changed.lexicon: lexicon is corrupt' "$unspin" -D changed.lexicon -f text good.tsv
expect 'lexicon, version' 2 'later.lexicon: lexicon of format version 9' \
  "$unspin" -D later.lexicon -f text good.tsv
expect 'model, a lexicon' 2 'out.lexicon: not an unspin context model' \
  "$unspin" model info --model out.lexicon
expect 'no action' 2 'unknown action' "$unspin" dict
expect 'unknown action' 2 "unknown action 'dict mend'" "$unspin" dict mend
expect 'unknown option' 2 "'--fast'" "$unspin" dict check --fast good.tsv
[ $failed = 0 ]
