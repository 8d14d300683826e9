import type { CSSProperties, MouseEvent, ReactNode, Ref } from 'react'
import { classes } from '../classes.ts'
import { Breakable } from '../words/breakable.tsx'
import { OneLine } from '../words/one-line.tsx'
import { type MenuPoint, useLongPress } from './use-long-press.ts'

export interface ListRowProps {
  readonly title: string
  readonly subtitle?: string | undefined
  /** The second line is read to its end: it takes as many lines as it needs. */
  readonly isWrapped?: boolean | undefined
  /** An AppIcon or a drawn icon. */
  readonly icon?: ReactNode
  /** One fact that matters: "2 h ago", a Badge, a KeyMark. */
  readonly trailing?: ReactNode
  /** The row whose detail is shown. */
  readonly isSelected?: boolean | undefined
  /** Where it leads: a real link, which opens in a new tab when asked to. */
  readonly href?: string | undefined
  /** A plain press. With `href` the page is not loaded anew: navigate here. */
  readonly onAction?: (() => void) | undefined
  /** A long press, a right click or the menu key: where to show the actions. */
  readonly onMenu?: ((point: MenuPoint) => void) | undefined
  /** Its place in a list that is not wholly in the page: index from 1. */
  readonly place?: { readonly index: number; readonly count: number } | undefined
  /** For a list that moves the focus with arrow keys: 0 for one row, -1 for the others. */
  readonly tabIndex?: 0 | -1 | undefined
  /** For a virtual list: where the row stands. */
  readonly style?: CSSProperties | undefined
  /** For a virtual list: the row, which measures itself. */
  readonly ref?: Ref<HTMLLIElement> | undefined
  readonly 'data-index'?: number | undefined
}

const ROW = 'flex min-h-16 w-full items-center gap-3 px-3 py-2 text-left'

/** Icon, name, second line and one fact. Rows stand in a List. */
export function ListRow(props: ListRowProps) {
  const { href, onAction, onMenu, place, ref, isSelected = false, ...words } = props
  const press = useLongPress(onMenu)
  const onClick = (event: MouseEvent) => {
    if (onAction === undefined || (href !== undefined && wantsNewTab(event))) return
    event.preventDefault()
    onAction()
  }
  const shared = {
    ...press,
    onClick,
    tabIndex: words.tabIndex,
    'data-row': '',
    'aria-current': isSelected || undefined,
    className: classes(
      ROW,
      'cursor-pointer rounded-medium outline-offset-[-2px] transition-colors duration-150 hover:bg-well active:bg-well',
      isSelected && 'bg-well',
    ),
  }
  return (
    <li
      ref={ref}
      aria-posinset={place?.index}
      aria-setsize={place?.count}
      data-index={words['data-index']}
      style={words.style}
    >
      {href !== undefined ? (
        <a href={href} draggable={false} {...shared}>
          <Content {...words} />
        </a>
      ) : onAction !== undefined ? (
        <button type="button" {...shared}>
          <Content {...words} />
        </button>
      ) : (
        <div className={ROW}>
          <Content {...words} />
        </div>
      )}
    </li>
  )
}

function Content({
  icon,
  title,
  subtitle,
  isWrapped,
  trailing,
}: Pick<ListRowProps, 'icon' | 'title' | 'subtitle' | 'isWrapped' | 'trailing'>) {
  return (
    <>
      {icon === undefined ? null : (
        <span className="flex shrink-0 text-soft [&>svg]:size-5">{icon}</span>
      )}
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
        <span className="min-w-0 flex-1 basis-28">
          <OneLine className="text-body font-medium text-ink">{title}</OneLine>
          {subtitle === undefined ? null : isWrapped === true ? (
            <span className="block text-note text-soft">
              <Breakable>{subtitle}</Breakable>
            </span>
          ) : (
            <OneLine className="text-note text-soft">{subtitle}</OneLine>
          )}
        </span>
        {trailing === undefined ? null : (
          <span className="flex max-w-full flex-wrap items-center gap-x-2 text-note text-soft tabular-nums">
            {trailing}
          </span>
        )}
      </span>
    </>
  )
}

function wantsNewTab(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0
}
