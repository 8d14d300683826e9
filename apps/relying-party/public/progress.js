import { Refused } from './api.js'

/**
 * Says in a place's live regions what is going on.
 * @param {Element} place
 * @param {string} text empty to say nothing
 */
export function say(place, text) {
  const status = find(place, '[data-status]')
  status.hidden = text === ''
  status.textContent = text
  find(place, '[data-problem]').hidden = true
}

/**
 * Says what went wrong, with the way to Perch's report when there is one.
 * @param {Element} place
 * @param {unknown} error
 * @param {string} [words] to say instead of the error's own message
 */
export function sayProblem(place, error, words) {
  say(place, '')
  const problem = find(place, '[data-problem]')
  const text = document.createElement('span')
  text.textContent = words ?? (error instanceof Error ? error.message : String(error))
  problem.replaceChildren(text)
  if (error instanceof Refused && error.answer.report) {
    const link = document.createElement('a')
    link.href = error.answer.report
    link.textContent = 'See what Perch verified'
    text.append(' ', link)
  }
  problem.hidden = false
}

/**
 * Runs work behind a button, which shows that it is busy and takes no second press meanwhile. It comes
 * with the page and can't be pressed before this: a press that nobody hears would be lost.
 * @param {HTMLElement} button
 * @param {(step: Element) => Promise<void>} work is given the list item that the button is in, if any
 */
export function onPress(button, work) {
  button.removeAttribute('disabled')
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') return
    button.setAttribute('aria-disabled', 'true')
    try {
      await work(button.closest('li') ?? document.body)
    } finally {
      button.removeAttribute('aria-disabled')
    }
  })
}

/**
 * The one element that a page is sure to have.
 * @param {ParentNode} place
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(place, selector) {
  const found = place.querySelector(selector)
  if (!(found instanceof HTMLElement)) throw new Error(`The page lacks ${selector}`)
  return found
}

/**
 * @param {string} id
 * @returns {HTMLTextAreaElement | HTMLInputElement}
 */
export function field(id) {
  const found = document.getElementById(id)
  if (found instanceof HTMLTextAreaElement || found instanceof HTMLInputElement) return found
  throw new Error(`The page lacks the field ${id}`)
}
