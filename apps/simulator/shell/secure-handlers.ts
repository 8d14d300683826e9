import { ChannelError, type ShellCode, type ShellHandlers } from '@keyward/channel'
import type { PromptEnd } from '../os/biometrics.ts'
import { KINDS } from '../os/kinds.ts'
import type { HandlerParts } from './handlers.ts'
import type { Surface } from './state.ts'

/** A verification lets one value be put behind the gate within so many milliseconds. */
const VERIFICATION_LIFE = 30_000

const SENTENCES: Readonly<Partial<Record<ShellCode, string>>> = {
  no_match: 'That was not recognised.',
  cancelled: 'The prompt was cancelled.',
  lockout: 'Too many tries. Unlock the phone with its code first.',
  not_enrolled: 'No face or finger is set up on this phone.',
  device_locked: 'The phone is locked.',
}

/** `secure.*` and `user.verify`: the phone's key store behind its prompts. */
export function secureHandlers(
  surface: Surface,
  { core, ports, prompts }: HandlerParts,
): ShellHandlers {
  const { secure, now } = ports
  let verifiedAt: number | undefined

  const verify = async (text: string, allowDeviceCredential: boolean) => {
    const end = await prompts.ask({ surface, text, allowDeviceCredential })
    return typeOf(end)
  }
  /** Whether somebody was verified just now; counts once. */
  const takeVerification = (): boolean => {
    const at = verifiedAt
    verifiedAt = undefined
    return at !== undefined && now() - at <= VERIFICATION_LIFE
  }
  const unlocked = (): void => {
    if (core.state().device.isLocked) throw refusal('device_locked')
  }

  return {
    'user.verify': async ({ prompt, allowDeviceCredential }) => {
      const type = await verify(prompt, allowDeviceCredential)
      verifiedAt = type === 'biometric' ? now() : undefined
      return { type }
    },
    'secure.put': async ({ key, value, gate }) => {
      unlocked()
      const { kind, enrolment } = core.state().device
      if (gate === 'biometric') {
        if (enrolment.count === 0) throw refusal('not_enrolled')
        if (!takeVerification()) await verify(`Turn on ${KINDS[kind].title} for Keyward`, false)
      }
      await secure.put(key, value, { gate, enrolment: enrolment.generation })
      return {}
    },
    'secure.get': async ({ key, prompt }) => {
      unlocked()
      const facts = await secure.facts(key)
      if (facts === undefined) return { value: null, verified: null }
      if (facts.gate === 'none') return { value: (await secure.open(key)) ?? null, verified: null }
      if (
        facts.gate === 'biometric' &&
        facts.enrolment !== core.state().device.enrolment.generation
      ) {
        await secure.delete(key)
        throw new ChannelError('key_invalidated', 'The faces or fingers of this phone changed.')
      }
      const type = await verify(prompt, facts.gate === 'presence')
      return { value: (await secure.open(key)) ?? null, verified: { type } }
    },
    'secure.delete': async ({ key }) => {
      await secure.delete(key)
      return {}
    },
    'secure.has': async ({ key }) => ({ has: (await secure.facts(key)) !== undefined }),
  }
}

function typeOf(end: PromptEnd): 'biometric' | 'device-credential' {
  if (end.ok) return end.type
  throw refusal(end.code)
}

function refusal(code: ShellCode): ChannelError {
  return new ChannelError(code, SENTENCES[code] ?? 'The phone could not do this.')
}
