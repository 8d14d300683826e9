import { KINDS } from '../../os/kinds.ts'
import type { Phone } from '../../shell/phone.ts'
import type { Prompt } from '../../shell/state.ts'
import { usePhone } from '../use-phone.ts'
import { SystemButton } from './system-button.tsx'
import { useDialog } from './use-dialog.ts'

interface BiometricPromptProps {
  readonly phone: Phone
  readonly prompt: Prompt
}

/** The system's prompt, with what a person would do with face or finger as buttons. */
export function BiometricPrompt({ phone, prompt }: BiometricPromptProps) {
  const { device } = usePhone(phone)
  const { title } = KINDS[device.kind]
  const cancel = (): void => phone.actOnPrompt('cancel')
  const dialog = useDialog(cancel)
  const place = device.platform === 'ios' ? 'my-auto' : 'mt-auto'
  return (
    <div className="absolute inset-0 z-30 flex overflow-y-auto bg-scrim px-5 pt-5 pb-14">
      <dialog
        open
        ref={dialog}
        aria-modal="true"
        aria-label={title}
        aria-describedby={`prompt-${prompt.id}`}
        className={`static mx-auto flex w-full max-w-80 border-0 text-ink flex-col gap-3 rounded-sheet bg-float p-5 shadow-float ${place}`}
      >
        <BiometricMark part={KINDS[device.kind].part} />
        <h2 className="text-center text-lead font-semibold">{title}</h2>
        <p id={`prompt-${prompt.id}`} className="text-center text-body text-soft">
          {prompt.text}
        </p>
        {prompt.takesBiometric ? (
          <>
            <SystemButton isPrimary isFirst onPress={() => phone.actOnPrompt('match')}>
              Match
            </SystemButton>
            <SystemButton onPress={() => phone.actOnPrompt('no-match')}>No match</SystemButton>
          </>
        ) : null}
        {prompt.takesDeviceCode ? (
          <SystemButton onPress={() => phone.actOnPrompt('device-code')}>
            Use the phone’s code
          </SystemButton>
        ) : null}
        <SystemButton onPress={cancel}>Cancel</SystemButton>
      </dialog>
    </div>
  )
}

/** A face or a finger, drawn here. */
function BiometricMark({ part }: { readonly part: 'face' | 'finger' }) {
  return (
    <svg viewBox="0 0 48 48" aria-hidden className="mx-auto size-12 text-system">
      <g fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round">
        {part === 'face' ? (
          <path d="M6 14V10a4 4 0 0 1 4-4h4M34 6h4a4 4 0 0 1 4 4v4M42 34v4a4 4 0 0 1-4 4h-4M14 42h-4a4 4 0 0 1-4-4v-4M17 18v3M31 18v3M17 31c4 4 10 4 14 0" />
        ) : (
          <path d="M12 30c-2-12 3-20 12-20s14 8 12 20M18 36c-3-12-1-20 6-20s9 8 6 22M24 22c0 6 0 12-1 18" />
        )}
      </g>
    </svg>
  )
}
