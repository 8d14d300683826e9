import type { SettingName } from './settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Reads settings and collects every mistake, so that all of them are told at once. */
export class Reader {
  readonly #env: Environment
  readonly #mistakes: string[] = []

  constructor(env: Environment) {
    this.#env = env
  }

  /** One sentence each, in the order in which they were met. */
  get mistakes(): readonly string[] {
    return this.#mistakes
  }

  mistake(sentence: string): void {
    this.#mistakes.push(sentence)
  }

  /** An empty variable is as good as none: compose files set such. */
  text(name: SettingName): string | undefined {
    return this.#env[name] || undefined
  }

  choice<T extends string>(name: SettingName, choices: readonly [T, ...T[]]): T {
    const text = this.text(name)
    const choice = text === undefined ? choices[0] : choices.find((each) => each === text)
    if (choice !== undefined) return choice
    this.mistake(`${name} is one of ${choices.join(', ')}, not "${text}".`)
    return choices[0]
  }

  isYes(name: SettingName): boolean {
    return this.choice(name, ['no', 'yes']) === 'yes'
  }

  port(name: SettingName, byDefault: number): number {
    const text = this.text(name)
    if (text === undefined) return byDefault
    const port = Number(text)
    if (/^\d+$/.test(text) && port <= 65_535) return port
    this.mistake(`${name} is a number from 0 to 65535, not "${text}".`)
    return byDefault
  }
}
