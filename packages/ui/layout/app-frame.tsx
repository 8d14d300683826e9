import type { ReactNode } from 'react'
import { Link } from 'react-aria-components/Link'
import { classes } from '../classes.ts'

export interface FrameItem {
  readonly id: string
  readonly label: string
  readonly href: string
  readonly icon: ReactNode
  readonly isCurrent: boolean
  /** A Badge at its end, with words of its own. */
  readonly badge?: ReactNode
}

export interface AppFrameProps {
  /** The three places. Below on a phone, at the side from 900 px. */
  readonly items: readonly FrameItem[]
  /** The name of the navigation: "Main". */
  readonly navLabel: string
  /** The first thing that the keyboard meets: "Skip to content". */
  readonly skipLabel: string
  /** Above the items on a wide screen, such as the Wordmark. */
  readonly brand?: ReactNode
  /** Below the items on a wide screen, such as who is signed in. */
  readonly aside?: ReactNode
  /** Over the page in both: the OfflineMark or a Banner. */
  readonly notice?: ReactNode
  /** One or two columns: see Columns. */
  readonly children: ReactNode
}

/** The frame around every signed-in screen. Its columns scroll; it does not. */
export function AppFrame(props: AppFrameProps) {
  const { items, navLabel, skipLabel, brand, aside, notice, children } = props
  return (
    <div className="flex h-dvh flex-col overflow-clip wide:flex-row-reverse">
      <a
        href="#main"
        className="fixed top-2 left-2 z-30 -translate-y-20 rounded-small bg-action px-4 py-3 text-on-action focus:translate-y-0"
      >
        {skipLabel}
      </a>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {notice === undefined ? null : <div className="px-4 pt-2 empty:hidden">{notice}</div>}
        <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      <nav
        aria-label={navLabel}
        className="flex shrink-0 flex-col border-line pb-[env(safe-area-inset-bottom)] max-wide:border-t wide:w-60 wide:overflow-y-auto wide:border-r wide:p-4"
      >
        {brand === undefined ? null : <div className="px-3 pt-1 pb-6 max-wide:hidden">{brand}</div>}
        <ul className="flex wide:flex-1 wide:flex-col wide:gap-1">
          {items.map((item) => (
            <li key={item.id} className="min-w-0 flex-1 wide:flex-none">
              <Item item={item} />
            </li>
          ))}
        </ul>
        {aside === undefined ? null : <div className="px-3 pt-4 max-wide:hidden">{aside}</div>}
      </nav>
    </div>
  )
}

function Item({ item }: { readonly item: FrameItem }) {
  return (
    <Link
      href={item.href}
      {...(item.isCurrent ? { 'aria-current': 'page' } : {})}
      className={classes(
        'target relative flex items-center rounded-medium outline-offset-[-2px] transition-colors duration-150',
        'flex-col justify-center gap-0.5 py-2 text-note wide:flex-row wide:justify-start wide:gap-3 wide:px-3 wide:text-body',
        item.isCurrent
          ? 'font-semibold text-ink wide:bg-well'
          : 'font-medium text-soft hover:text-ink',
      )}
    >
      <span aria-hidden className="flex [&>svg]:size-[1.375rem] wide:[&>svg]:size-5">
        {item.icon}
      </span>
      <span className="max-w-full truncate px-1 wide:flex-1 wide:px-0">{item.label}</span>
      {item.badge === undefined ? null : (
        <span className="max-wide:absolute max-wide:top-1 max-wide:left-1/2 max-wide:ml-2">
          {item.badge}
        </span>
      )}
    </Link>
  )
}
