const SIZE: readonly string[] = ['h-[560px]', 'w-[380px]', 'overflow-hidden']

/**
 * Gives the popup of the toolbar its size before the first paint: a script of its own, that a page
 * waits for. A browser opens the popup as large as what is drawn first.
 */
export const FIRST_SIZE = `if (new URLSearchParams(location.search).has('popup'))
  document.documentElement.classList.add(${SIZE.map((name) => `'${name}'`).join(', ')})
`
