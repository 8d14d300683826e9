import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { LIFETIMES } from '@keyward/protocol'
import { KeyholderError } from '../../error.ts'
import type { SessionCall } from '../../membership/acting.ts'
import type { Platform } from '../../platform.ts'

/** How often the other device's message is looked for, in milliseconds. */
const LOOK_EVERY = 1000

/** The messages that two devices of a member exchange by way of the server, numbered from 0. */
export interface ApprovalBox {
  readonly approvalId: string
  send(index: number, body: Uint8Array): Promise<void>
  /** Waits for a message. @throws {KeyholderError} `session.approval` when it does not come in time, `remote.*` */
  receive(index: number, stop?: AbortSignal): Promise<Uint8Array>
}

export type BoxPlatform = Pick<Platform, 'clock' | 'wait'>

export function approvalBox(
  call: SessionCall,
  platform: BoxPlatform,
  approvalId: string,
): ApprovalBox {
  const params = { approvalId }
  return {
    approvalId,
    async send(index, body) {
      const message = { index, body: encodeBase64url(body) }
      await inTime(call('addApprovalMessage', { params, body: message }))
    },
    async receive(index, stop) {
      const end = platform.clock() + LIFETIMES.approval
      for (;;) {
        const query = { from: index }
        const { messages } = await inTime(call('getApprovalMessages', { params, query }))
        const found = messages.find((message) => message.index === index)
        if (found !== undefined) return decodeBase64url(found.body)
        if (platform.clock() >= end || stop?.aborted === true) throw noAnswer()
        await platform.wait(LOOK_EVERY, stop)
      }
    },
  }
}

/** What a first message begins with, so that one way is never taken for the other. */
const KINDS = { code: 1, digits: 2 } as const
export type ApprovalKind = keyof typeof KINDS

export function firstMessage(kind: ApprovalKind, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + body.length)
  message[0] = KINDS[kind]
  message.set(body, 1)
  return message
}

/** undefined for one of another kind. */
export function readFirst(kind: ApprovalKind, message: Uint8Array): Uint8Array | undefined {
  return message[0] === KINDS[kind] ? message.slice(1) : undefined
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    const isOver = error instanceof KeyholderError && error.code === 'approval_unknown'
    throw isOver ? noAnswer() : error
  }
}

function noAnswer(): KeyholderError {
  return new KeyholderError('session.approval', 'The other device did not answer in time.')
}
