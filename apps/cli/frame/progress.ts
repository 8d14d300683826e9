import { escapeUnprintable } from '../escape.ts'
import type { Terminal } from '../terminal.ts'

/** Tells a person how far long work is; programs see nothing of it. */
export interface Progress {
  /** Says what is being done now, in place of what was said last. */
  say(sentence: string): void
  /** Takes away what was said. */
  end(): void
}

const AWAY = '\r\u001B[K'

/** On the person's terminal, in one line on standard error. */
export function progressOn(terminal: Pick<Terminal, 'stderrIsTty' | 'writeErr'>): Progress {
  let isShown = false
  return {
    say(sentence) {
      if (!terminal.stderrIsTty) return
      terminal.writeErr(`${AWAY}${escapeUnprintable(sentence)}`)
      isShown = true
    },
    end() {
      if (isShown) terminal.writeErr(AWAY)
      isShown = false
    },
  }
}
