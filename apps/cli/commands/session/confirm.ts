import type { Context } from '../../frame/context.ts'

/** Whether the person says yes at the keyboard. Everything but yes is no. */
export async function confirm({ terminal }: Context, question: string): Promise<boolean> {
  const answer = await terminal.keyboard.ask(`${question} (yes or no) `)
  return ['yes', 'y'].includes(answer.trim().toLowerCase())
}
