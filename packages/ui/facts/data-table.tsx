import ChevronDown from 'lucide-react/icons/chevron-down'
import type { ReactNode } from 'react'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table'
import { classes } from '../classes.ts'
import { given } from '../given.ts'

export interface DataColumn<Item> {
  readonly id: string
  readonly header: string
  readonly render: (item: Item) => ReactNode
  /** The column that names the row. The first when no column says so. */
  readonly isRowHeader?: boolean | undefined
  readonly isSortable?: boolean | undefined
  /** At the end for counts and times. */
  readonly align?: 'start' | 'end' | undefined
}

export interface DataSort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

export interface DataTableProps<Item> {
  /** The name of the table. */
  readonly label: string
  readonly columns: readonly DataColumn<Item>[]
  /** In the order to show. Sorting is the caller's: its state lives in the address. */
  readonly rows: readonly Item[]
  readonly rowId: (item: Item) => string
  readonly sort?: DataSort | undefined
  readonly onSort?: ((sort: DataSort) => void) | undefined
  readonly onRowAction?: ((id: string) => void) | undefined
  /** Shown instead of rows: an EmptyState. */
  readonly empty: ReactNode
}

/** A table for administration. It scrolls sideways by itself where it is wider than its place. */
export function DataTable<Item extends object>(props: DataTableProps<Item>) {
  const { label, columns, rows, rowId, sort, onSort, onRowAction, empty } = props
  const header = columns.find((column) => column.isRowHeader === true) ?? columns[0]
  return (
    <div className="overflow-x-auto rounded-medium border border-line bg-card">
      <Table
        {...given({
          sortDescriptor: sort,
          onSortChange: onSort && asSort(onSort),
          onRowAction: onRowAction && ((key: string | number) => onRowAction(String(key))),
        })}
        aria-label={label}
        className="w-full border-collapse text-body"
      >
        <TableHeader>
          {columns.map((column) => (
            <Head key={column.id} column={column} isRowHeader={column === header} />
          ))}
        </TableHeader>
        <TableBody renderEmptyState={() => empty}>
          {rows.map((item) => (
            <Row
              key={rowId(item)}
              id={rowId(item)}
              className={classes(
                'h-12 border-t border-line outline-offset-[-2px]',
                onRowAction && 'cursor-pointer hover:bg-well',
              )}
            >
              {columns.map((column) => (
                <Cell key={column.id} className={cellClasses(column)}>
                  {column.render(item)}
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

interface HeadProps<Item> {
  readonly column: DataColumn<Item>
  readonly isRowHeader: boolean
}

function Head<Item>({ column, isRowHeader }: HeadProps<Item>) {
  return (
    <Column
      id={column.id}
      isRowHeader={isRowHeader}
      allowsSorting={column.isSortable ?? false}
      className={classes(
        'group h-11 text-note font-medium whitespace-nowrap text-soft outline-offset-[-2px]',
        cellClasses(column),
        column.isSortable === true && 'cursor-pointer hover:text-ink',
      )}
    >
      {({ sortDirection }) => (
        <span className="inline-flex items-center gap-1">
          {column.header}
          {column.isSortable === true ? (
            <ChevronDown
              aria-hidden
              className={classes(
                'size-4 transition-transform duration-150',
                sortDirection === undefined && 'opacity-0 group-hover:opacity-60',
                sortDirection === 'ascending' && 'rotate-180',
              )}
            />
          ) : null}
        </span>
      )}
    </Column>
  )
}

function cellClasses<Item>({ align }: DataColumn<Item>): string {
  return classes('px-4 py-2', align === 'end' ? 'text-right tabular-nums' : 'text-left')
}

function asSort(onSort: (sort: DataSort) => void) {
  return ({ column, direction }: { column: string | number; direction: DataSort['direction'] }) =>
    onSort({ column: String(column), direction })
}
