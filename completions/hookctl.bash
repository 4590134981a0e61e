# Completes hookctl in bash. Load it with: source <(hookctl completion bash)

_hookctl() {
  local word line rest=$COMP_LINE count=0
  local -a words=()
  # Bash cuts words at : and = too; those with no space between them are one word.
  for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ $count -gt 0 && -n $rest && $rest != [[:space:]]* ]]; then
      words[count - 1]+=$word
    else
      words[count++]=$word
      rest=${rest#"${rest%%[![:space:]]*}"}
    fi
    rest=${rest#"$word"}
  done
  word=${words[count - 1]}

  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$2")
    else
      line=${line%%$'\t'*}
      COMPREPLY+=("${line#"${word%"$2"}"}")
    fi
  done < <("$1" __complete "${words[@]:1}" 2>/dev/null)
}

complete -F _hookctl hookctl
