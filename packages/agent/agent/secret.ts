import { encodeBase64url } from '@keyward/codec'
import { Unprintable } from '@keyward/primitives/unprintable'
import { random } from './ports.ts'

const PREFIX = 'keyward_agent_'

/** What opens an agent's folder. It can't print; `reveal` gives the text. */
export class AgentSecret extends Unprintable {
  readonly #text: string

  constructor(text: string) {
    super('agent secret')
    this.#text = text
  }

  /** The text itself: for `openAgent`, and to be shown once. */
  reveal(): string {
    return this.#text
  }
}

/** 32 random bytes as text, with a beginning that a search for leaked secrets finds. */
export function makeSecret(): AgentSecret {
  return new AgentSecret(PREFIX + encodeBase64url(random(32)))
}
