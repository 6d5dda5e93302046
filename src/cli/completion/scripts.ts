export const SHELLS: readonly string[] = ["bash", "zsh"];

/** The script that a shell runs once, so that it asks `layerlab __complete`. */
export const COMPLETION_SCRIPTS: Readonly<Record<string, string>> = {
  bash: `# layerlab's completion for bash: source <(layerlab completion bash)
_layerlab() {
  local line=\${COMP_LINE:0:COMP_POINT} words current
  read -ra words <<< "$line"
  if [[ $line == *[[:space:]] ]]; then words+=(""); fi
  current=\${words[\${#words[@]}-1]}
  local IFS=$'\\n'
  COMPREPLY=($(layerlab __complete "\${words[@]:1}" 2>/dev/null))
  # bash takes a colon for the end of a word, so what is before it is there already.
  if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
    COMPREPLY=("\${COMPREPLY[@]#"\${current%"\${current##*:}"}"}")
  fi
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *: ]]; then compopt -o nospace; fi
}
complete -o default -F _layerlab layerlab
`,
  zsh: `#compdef layerlab
# layerlab's completion for zsh: source <(layerlab completion zsh)
_layerlab() {
  local -a found
  found=("\${(@f)$(layerlab __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -a found; else _files; fi
}
compdef _layerlab layerlab
`,
};
