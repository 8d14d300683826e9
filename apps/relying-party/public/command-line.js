import { post } from './api.js'
import { readSettings } from './ceremony-settings.js'
import { field, find, onPress, say, sayProblem } from './progress.js'

const panel = find(document, '[data-command-line]')
const registering = panel.dataset['commandLine'] === 'registration'
const base = registering ? '/api/registration' : '/api/authentication'

onPress(find(panel, '[data-prepare]'), async (step) => {
  try {
    const name = registering ? '' : field('username').value.trim()
    const asked = { settings: readSettings(), ...(name === '' ? {} : { username: name }) }
    field('request').value = JSON.stringify(await post(`${base}/options`, asked), null, 2)
    find(panel, '[data-request-field]').hidden = false
    say(step, 'The request is ready. It can be answered for five minutes.')
  } catch (error) {
    sayProblem(step, error)
  }
})

onPress(find(panel, '[data-send]'), async (step) => {
  let answer
  try {
    answer = JSON.parse(field('answer').value)
  } catch (error) {
    sayProblem(
      panel,
      error,
      'This is not JSON. Paste all that the command printed, and send it again.',
    )
    return field('answer').focus()
  }
  try {
    const { next } = await post(`${base}/verify`, answer)
    const signedIn = document.querySelector('[data-next]')
    location.assign(next ?? (signedIn instanceof HTMLElement ? signedIn.dataset['next'] : '/'))
  } catch (error) {
    sayProblem(step, error)
  }
})

for (const button of panel.querySelectorAll('[data-copy]')) {
  if (!(button instanceof HTMLElement)) continue
  const source = document.getElementById(button.dataset['copy'] ?? '')
  onPress(button, async (step) => {
    const text = source instanceof HTMLTextAreaElement ? source.value : source?.textContent
    try {
      await navigator.clipboard.writeText(text ?? '')
      say(step, 'Copied.')
    } catch (error) {
      sayProblem(step, error, 'The browser did not allow copying. Select the text and copy it.')
    }
  })
}
