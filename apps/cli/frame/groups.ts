import type { Command } from './command.ts'

/** Commands that share their first word. They are loaded when one of them is asked for. */
export interface Group {
  readonly name: string
  /** One sentence. */
  readonly summary: string
  readonly load: () => Promise<readonly Command[]>
}
