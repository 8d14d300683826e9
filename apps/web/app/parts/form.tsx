import type { FormEvent, ReactNode } from 'react'

export interface FormProps {
  readonly onSubmit: () => void
  readonly children: ReactNode
  /** Its name, where a screen has several. */
  readonly label?: string
}

/** A form that is never sent by the browser: what is typed stays on this page. */
export function Form({ onSubmit, children, label }: FormProps) {
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form
      onSubmit={submit}
      noValidate
      className="flex flex-col gap-5"
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </form>
  )
}
