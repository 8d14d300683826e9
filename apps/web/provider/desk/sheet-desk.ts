import type { Answers, Asking, Stage, StageOf } from './stage.ts'

/** The sheet as its components see it. The same object until something changes. */
export interface Shown {
  readonly stage: Stage
  /** Another number for each question: the same one, asked again, is a new screen. */
  readonly turn: number
  /** An answer was given, and what follows from it is not there yet. */
  readonly isBusy: boolean
  /** The person was asked whether to trust the app: nothing may call it verified from then on. */
  readonly isDoubtful: boolean
  /** It took the place of a question that was open: a key on its way was meant for that one. */
  readonly isSudden: boolean
}

/**
 * What stands between the flow of a request and its screens: the flow asks one question at a time,
 * and the person answers it once. It knows nothing of the vault.
 */
export interface SheetDesk {
  shown(): Shown
  /** Told after each change. Returns the way to stop. */
  watch(listener: () => void): () => void
  /** Fires when the person leaves, or the system takes the request back, while nothing is asked. */
  readonly signal: AbortSignal
  /** Whether the system took the request back: it wants no answer then. */
  isTakenBack(): boolean

  /** Shows a stage that asks nothing. */
  show(stage: StageOf<'waiting' | 'approval'>): void
  /** Shows a stage and waits for its answer; undefined when the person cancelled, or nobody can answer any more. */
  ask<K extends Asking>(stage: StageOf<K>): Promise<Answers[K] | undefined>

  /** Answers the question that is open. For any other nothing happens, and so for a second answer. */
  answer<K extends Asking>(kind: K, answer: Answers[K]): void
  /** The person leaves. While an answer is being carried out nothing happens: it is over in a moment. */
  cancel(): void
  /** The person wants another device, or the browser's own prompt: as `cancel`, and it is remembered. */
  handOver(): void
  isHandedOver(): boolean
  /** The system took the request back. */
  takeBack(): void
}

interface Open {
  readonly kind: Asking
  readonly settle: (answer: unknown) => void
}

export function sheetDesk(): SheetDesk {
  const screen = screenOf()
  const left = new AbortController()
  let open: Open | undefined
  let isTakenBack = false
  let isHandedOver = false
  const change = (stage: Stage, isBusy: boolean, isSudden = false): void => {
    if (!isTakenBack) screen.change(stage, isBusy, isSudden)
  }
  const settle = (answer: unknown): void => {
    const asked = open
    open = undefined
    asked?.settle(answer)
  }
  const leave = (): void => {
    if (open !== undefined) {
      change(screen.shown().stage, true)
      settle(undefined)
    } else if (!screen.shown().isBusy) left.abort()
  }
  return {
    shown: screen.shown,
    watch: screen.watch,
    signal: left.signal,
    isTakenBack: () => isTakenBack,
    show: (stage) => change(stage, false),
    ask: (stage) =>
      new Promise((resolve) => {
        const isSudden = open !== undefined
        settle(undefined)
        if (isTakenBack) return resolve(undefined)
        open = {
          kind: (stage as Stage).kind as Asking,
          settle: resolve as (answer: unknown) => void,
        }
        change(stage, false, isSudden)
      }),
    answer(kind, answer) {
      if (open?.kind !== kind) return
      change(screen.shown().stage, true)
      settle(answer)
    },
    cancel: leave,
    handOver() {
      if (screen.shown().isBusy && open === undefined) return
      isHandedOver = true
      leave()
    },
    isHandedOver: () => isHandedOver,
    takeBack() {
      change({ kind: 'waiting', what: 'gone' }, false)
      isTakenBack = true
      left.abort()
      settle(undefined)
    },
  }
}

/** What is shown, and who follows it. */
function screenOf() {
  const listeners = new Set<() => void>()
  let shown: Shown = {
    stage: { kind: 'waiting', what: 'starting' },
    turn: 0,
    isBusy: false,
    isDoubtful: false,
    isSudden: false,
  }
  return {
    shown: () => shown,
    watch: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: (stage: Stage, isBusy: boolean, isSudden: boolean): void => {
      const turn = isBusy ? shown.turn : shown.turn + 1
      const isDoubtful = shown.isDoubtful || stage.kind === 'trust'
      shown = { stage, turn, isBusy, isDoubtful, isSudden }
      for (const listener of listeners) listener()
    },
  }
}
