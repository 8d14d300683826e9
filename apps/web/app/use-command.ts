import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { messages } from '../messages/messages.ts'
import { problemOf, type ShownProblem } from './problem-of.ts'
import { tell } from './tell.ts'
import { useRuntime } from './use-runtime.ts'

export interface CommandOptions<R> {
  /** Told when it is done. */
  readonly done?: string | ((result: R) => string)
  /** Offered beside `done`: takes the command back. */
  readonly undo?: (result: R) => () => Promise<unknown>
  /** Goes on. */
  readonly onDone?: (result: R) => void
  /** `toast`: failures are told there, for screens that show none. */
  readonly failed?: 'toast'
}

/** A command that a person can give. */
export interface Command<A extends readonly unknown[], R> {
  /** Never rejects. undefined after a failure, and while an earlier call is not done. */
  readonly run: (...given: A) => Promise<R | undefined>
  readonly isPending: boolean
  readonly problem: ShownProblem | undefined
  readonly clear: () => void
}

/** Runs a command of the keyholder, and tells how it went. What it changed is sent at once. */
export function useCommand<A extends readonly unknown[], R>(
  command: (...given: A) => R | Promise<R>,
  options: CommandOptions<R> = {},
): Command<A, R> {
  const { live } = useRuntime()
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<ShownProblem>()
  const current = useRef({ command, options })
  useLayoutEffect(() => {
    current.current = { command, options }
  })
  const isRunning = useRef(false)
  const run = useCallback(
    async (...given: A): Promise<R | undefined> => {
      if (isRunning.current) return undefined
      isRunning.current = true
      setPending(true)
      setProblem(undefined)
      try {
        const result = await current.current.command(...given)
        report(result, current.current.options, live.ring)
        return result
      } catch (error) {
        const shown = problemOf(error)
        setProblem(shown)
        if (current.current.options.failed === 'toast') tell(`${shown.title} ${shown.text}`)
        return undefined
      } finally {
        isRunning.current = false
        setPending(false)
      }
    },
    [live],
  )
  const clear = useCallback(() => setProblem(undefined), [])
  return { run, isPending, problem, clear }
}

function report<R>(result: R, { done, undo, onDone }: CommandOptions<R>, ring: () => void): void {
  ring()
  if (done !== undefined) {
    const text = typeof done === 'function' ? done(result) : done
    const back = undo?.(result)
    tell(text, back === undefined ? undefined : () => takeBack(back, ring))
  }
  onDone?.(result)
}

function takeBack(back: () => Promise<unknown>, ring: () => void): void {
  back().then(ring, (error: unknown) => {
    const { title, text } = problemOf(error)
    tell(messages.app.notUndone(`${title} ${text}`))
  })
}
