import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const PROGRAM = fileURLToPath(new URL('../apps/cli/bin/keyward.mjs', import.meta.url))

/** Keyward's command line with a store of its own, as a person at a terminal has it. */
export interface KeywardCommand {
  /** Answers one request; the answer is what the program printed. */
  run(
    verb: 'create' | 'get',
    request: string,
    ...options: string[]
  ): Promise<{ code: number | null; out: string }>
  /** Deletes the store. */
  close(): void
}

export function keywardCommand(): KeywardCommand {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-e2e-'))
  const store = join(folder, 'my-passkeys.db')
  return {
    run: (verb, request, ...options) =>
      new Promise((resolve, reject) => {
        const args = [PROGRAM, 'authenticator', verb, '--store', store, ...options]
        const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
        let out = ''
        child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
        child.on('error', reject).on('close', (code) => resolve({ code, out }))
        child.stdin.end(request)
      }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Has the panel "Use the command line instead" make a request, answers it, and sends the answer. */
export async function answerByCommand(
  page: Page,
  keyward: KeywardCommand,
  verb: 'create' | 'get',
  ...options: string[]
): Promise<void> {
  const panel = page.locator('details', { hasText: 'Use the command line instead' })
  await panel.locator('summary').click()
  await panel.getByRole('button', { name: 'Make a request' }).click()
  const field = panel.getByLabel('Request')
  // The field is there from the beginning, and shown when it is filled.
  await field.waitFor()
  const request = await field.inputValue()
  const { out } = await keyward.run(verb, request, ...options)
  await panel.getByLabel('Paste what it printed').fill(out)
  await panel.getByRole('button', { name: 'Send the answer' }).click()
}

/** Adds a passkey that Keyward keeps; ends where it can be named. */
export async function addKeywardPasskey(
  page: Page,
  perchUrl: string,
  keyward: KeywardCommand,
  ...options: string[]
): Promise<void> {
  await page.goto(`${perchUrl}/settings/login/passkeys/new`)
  await answerByCommand(page, keyward, 'create', ...options)
  await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
}
