// Light or dark: as the system has it, until somebody chooses.

const root = document.documentElement;

function apply(theme) {
  if (theme) root.dataset.theme = theme;
}

export function toggleTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = dark ? 'light' : 'dark';
  localStorage.setItem('theme', theme);
  apply(theme);
}

apply(localStorage.getItem('theme'));
