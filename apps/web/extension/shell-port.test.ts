import { ChannelError, connectShell, serveShell } from '@keyward/channel'
import { describe, expect, test } from 'vitest'
import type { RuntimePort } from './browser.ts'
import { backgroundPort } from './shell-port.ts'

/** A background that may stop in the middle of an answer; each connection begins a new one. */
function background() {
  const state = { connections: 0, asked: 0, isGone: false, doesAnswer: true }
  let stop: (() => void) | undefined
  const connect = (): RuntimePort => {
    if (state.isGone) throw new Error('Extension context invalidated.')
    state.connections += 1
    const toPage: ((message: unknown) => void)[] = []
    const toShell: ((event: { data: unknown }) => void)[] = []
    const gone: (() => void)[] = []
    const { doesAnswer } = state
    serveShell(
      {
        postMessage: (data) => {
          for (const hear of toPage) hear(data)
        },
        addEventListener: (type: string, hear: never) => {
          if (type === 'message') toShell.push(hear)
        },
        start: () => undefined,
        close: () => undefined,
      },
      {
        'index.clear': () => {
          state.asked += 1
          return doesAnswer ? { count: state.connections } : new Promise(() => undefined)
        },
      },
    )
    stop = () => {
      for (const tell of gone) tell()
    }
    return {
      postMessage: (data) => {
        for (const hear of toShell) hear({ data })
      },
      disconnect: () => undefined,
      onMessage: { addListener: (hear) => void toPage.push(hear) },
      onDisconnect: { addListener: (hear) => void gone.push(hear) },
    }
  }
  return { state, connect, stop: () => stop?.() }
}

describe('the link to the background', () => {
  test('carries questions and answers', async () => {
    const { state, connect } = background()
    const port = connectShell(backgroundPort({ connect }))
    expect(await port.call('index.clear', {})).toEqual({ count: 1 })
    expect(state.asked).toBe(1)
  })

  test('[C50] [C51] a background that stopped is asked again what it did not answer, and nothing else', async () => {
    const { state, connect, stop } = background()
    const port = connectShell(backgroundPort({ connect }))
    await port.call('index.clear', {})
    // The next connection does not answer before it ends.
    stop()
    state.doesAnswer = false
    stop()
    const waiting = port.call('index.clear', {})
    state.doesAnswer = true
    stop()
    expect(await waiting).toEqual({ count: state.connections })
    expect(state).toMatchObject({ connections: 4, asked: 3 })
  })

  test('[C51] closes once the extension is gone: whoever waits hears of it', async () => {
    const { state, connect, stop } = background()
    const port = connectShell(backgroundPort({ connect }))
    state.doesAnswer = false
    stop()
    const waiting = port.call('index.clear', {})
    state.isGone = true
    stop()
    await expect(waiting).rejects.toThrow(ChannelError)
    await expect(port.call('index.clear', {})).rejects.toMatchObject({ code: 'closed' })
  })
})
