import { html } from 'hono/html'

export type Html = ReturnType<typeof html>

type IconName =
  | 'perch'
  | 'key'
  | 'check'
  | 'cross'
  | 'out'
  | 'down'
  | 'back'
  | 'cloud'
  | 'device'
  | 'alert'

/** A picture beside words that already say what it shows. */
export function icon(name: IconName, more = ''): Html {
  return html`<svg class="icon ${more}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <use href="/icons.svg#${name}"></use>
  </svg>`
}

/** The first letter of a person's name, on one of six tints that stays theirs. */
export function avatar(person: { username: string; displayName: string }): Html {
  const letter = [...person.displayName.toUpperCase()][0] ?? '?'
  const sum = [...person.username].reduce((total, each) => total + (each.codePointAt(0) ?? 0), 0)
  return html`<span class="avatar tint-${sum % 6}" aria-hidden="true">${letter}</span>`
}

/** What went wrong, read out at once. */
export function problemBox(problem: string | undefined, id = 'problem'): Html | '' {
  if (problem === undefined) return ''
  return html`<p class="notice bad" role="alert" id="${id}">
    ${icon('alert')}<span>${problem}</span>
  </p>`
}

/** Where scripts say what is going on, and what went wrong. */
export function liveRegions(): Html {
  return html`<div class="live">
    <p class="notice" role="status" data-status hidden></p>
    <div class="notice bad" role="alert" data-problem hidden></div>
  </div>`
}

/** Attributes of a field whose last value was refused. */
export function invalid(problem: string | undefined, id = 'problem'): Html | '' {
  return problem === undefined ? '' : html`aria-invalid="true" aria-describedby="${id}" autofocus`
}

/** The username, as sign-in and sign-up ask for it. */
export function usernameField(
  username: string,
  autocomplete: 'username' | 'username webauthn',
  problem: string | undefined,
): Html {
  return html`<div class="field">
    <label for="username">Username</label>
    <input
      id="username"
      name="username"
      value="${username}"
      autocomplete="${autocomplete}"
      autocapitalize="none"
      spellcheck="false"
      maxlength="64"
      required
      ${invalid(problem)}
    />
  </div>`
}
