import type { Phone } from '../shell/phone.ts'
import { usePhone } from './use-phone.ts'

interface PassedPanelProps {
  readonly phone: Phone
  /** On a narrow page it lies over the phone, when it is open. */
  readonly isOpen: boolean
}

/** What went between the app, the system and Keyward, the newest first. */
export function PassedPanel({ phone, isOpen }: PassedPanelProps) {
  const { passed } = usePhone(phone)
  return (
    <section
      aria-label="What passed"
      className={`${isOpen ? 'absolute inset-0 z-50 bg-paper' : 'hidden'} overflow-y-auto px-4 py-6 wide:static wide:block wide:min-w-0 wide:flex-1`}
    >
      <h2 className="text-title font-semibold">What passed</h2>
      <p className="mt-1 text-note text-soft">
        Between the app, the phone’s system and Keyward. The newest is on top.
      </p>
      {passed.length === 0 ? (
        <p className="mt-6 text-body text-soft">
          Nothing yet. Open Perch on the phone and add a passkey.
        </p>
      ) : (
        <ol className="mt-4 flex flex-col gap-2">
          {passed.map(({ id, at, title, detail }) => (
            <li key={id} className="rounded-medium border border-line bg-card">
              <details>
                <summary className="flex min-h-11 cursor-pointer items-center gap-3 px-4 py-2 text-body">
                  <span className="min-w-0 flex-1">{title}</span>
                  <time className="text-note text-soft tabular-nums" dateTime={isoTime(at)}>
                    {isoTime(at).slice(11, 19)}
                  </time>
                </summary>
                <pre className="border-t break-all whitespace-pre-wrap border-line px-4 py-3 font-mono text-note">
                  {JSON.stringify(detail, null, 2)}
                </pre>
              </details>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function isoTime(at: number): string {
  return new Date(at).toISOString()
}
