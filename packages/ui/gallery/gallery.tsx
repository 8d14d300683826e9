import { createRoot } from 'react-dom/client'
import { ToastRegion, UiRoot } from '../ui.ts'
import '../styles.css'
import { ActionsPage } from './actions-page.tsx'
import { FactsPage } from './facts-page.tsx'
import { FieldsPage } from './fields-page.tsx'
import { FramePage } from './frame-page.tsx'
import { SheetPage } from './sheet-page.tsx'
import { StatesPage } from './states-page.tsx'

const PAGES = {
  actions: ActionsPage,
  facts: FactsPage,
  fields: FieldsPage,
  frame: FramePage,
  sheet: SheetPage,
  states: StatesPage,
} as const

/** The page and theme are in the address: `?page=fields&theme=dark`. */
const asked = new URLSearchParams(location.search)
const theme = asked.get('theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme
const name = asked.get('page')
const Page = PAGES[name !== null && name in PAGES ? (name as keyof typeof PAGES) : 'actions']

const root = document.querySelector('#root')
if (root !== null) {
  createRoot(root).render(
    <UiRoot locale="en" navigate={(href) => location.assign(href)}>
      <Page />
      <ToastRegion label="Notifications" closeLabel="Close" />
    </UiRoot>,
  )
}
