# Types into an interactive zsh and prints what the line became. Arguments: the completion script, then what to type,
# one line each; a tab asks for completion.
zmodload zsh/zpty
script=$1
shift

cat > .zshrc <<SETUP
autoload -Uz compinit && compinit -u -D
source "$script"
setopt no_beep
show() { print -r -- "LINE=<\$BUFFER>"; BUFFER= }
zle -N show
bindkey '^X' show
PS1='READY'
SETUP

zpty shell "ZDOTDIR=$PWD zsh -d -i"
zpty -r shell greeting '*READY*' || exit 1
for line in "$@"; do
  zpty -w -n shell "$line"$'\x18'
  zpty -r shell answer '*LINE=<*>*' || exit 1
  print -r -- "${${answer##*LINE=<}%%>*}"
done
zpty -d shell
