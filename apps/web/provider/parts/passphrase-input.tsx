import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import { useEffect, useId, useRef, useState } from 'react'
import { provider } from '../../messages/en/provider.ts'

export interface PassphraseInputProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Whether typing is what comes first. */
  readonly hasFirstFocus?: boolean
  /** What it is for; empty where the screen says that already. */
  readonly about?: string
}

/** The passphrase, masked until it is asked to be shown. Light, as the sheet has to be. */
export function PassphraseInput(props: PassphraseInputProps) {
  const text = provider.turnOn
  const { value, onChange, hasFirstFocus = true, about = text.passphraseText } = props
  const [isShown, setShown] = useState(false)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (hasFirstFocus) input.current?.focus()
  }, [hasFirstFocus])
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-note font-medium text-ink">
        {text.passphrase}
      </label>
      <div className="flex min-h-11 items-center rounded-medium border border-edge bg-card focus-within:border-ink focus-within:outline-1 focus-within:outline-ink">
        <input
          ref={input}
          id={id}
          type={isShown ? 'text' : 'password'}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...(about === '' ? {} : { 'aria-describedby': `${id}-about` })}
          autoComplete="current-password"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className="min-w-0 flex-1 self-stretch bg-transparent px-3 py-2 text-body text-ink outline-none"
        />
        <button
          type="button"
          aria-label={isShown ? text.hide : text.show}
          onClick={() => setShown(!isShown)}
          className="target inline-flex cursor-pointer items-center justify-center rounded-medium text-soft hover:text-ink [&>svg]:size-[1.125rem]"
        >
          {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </button>
      </div>
      {about === '' ? null : (
        <p id={`${id}-about`} className="text-note text-soft">
          {about}
        </p>
      )}
    </div>
  )
}
