import type { Frame } from 'playwright-core'
import type { Chosen, Place } from './places.ts'

/** A dialog, sheet or menu over a screen. */
export interface Overlay extends Place {
  /** Opens it, once its screen is there. */
  readonly open: (frame: Frame) => Promise<void>
}

/** Everything that opens over a screen of the workspace's Owner. Add new ones here. */
export function overlaysOf(chosen: Chosen): readonly Overlay[] {
  const { accountId, memberId, collectionId } = chosen
  const account = `/accounts/${accountId}`
  const member = `/members/${memberId}`
  return [
    { name: 'accounts-menu', path: '/accounts', open: pressing('More about accounts') },
    { name: 'row-menu', path: '/accounts', open: openRowMenu },
    { name: 'account-menu', path: account, open: pressing('More about this account') },
    { name: 'share', path: account, open: pressing('Share') },
    { name: 'person', path: account, open: pressing(/ Owner$/) },
    { name: 'end-sharing', path: account, open: pressing(/ Owner$/, 'Revoke access') },
    {
      name: 'make-password',
      path: `${account}/edit`,
      open: pressing('Change password', 'Make a password'),
    },
    { name: 'choose-account', path: '/activity', open: filtering(/^Account: /) },
    { name: 'choose-member', path: '/activity', open: filtering(/Who$/) },
    { name: 'webhook-secret', path: '/settings/webhooks', open: addWebhook },
    { name: 'role', path: member, open: pressing(/Role of/) },
    { name: 'remove-member', path: member, open: pressing('Remove from the workspace') },
    { name: 'sign-out', path: '/settings', open: pressing('Sign out') },
    ...(collectionId === undefined ? [] : overlaysOfCollection(collectionId, account)),
    { name: 'turn-off', path: '/settings/biometrics', open: turnOff },
    { name: 'remove-device', path: '/settings/devices', open: pressing(/^Remove /) },
  ]
}

/** Those of a collection, of its accounts and people, and of an account that is in it. */
function overlaysOfCollection(collectionId: string, account: string): readonly Overlay[] {
  const path = `/accounts/collections/${collectionId}`
  const more = 'More about this collection'
  return [
    { name: 'new-collection', path: '/accounts/collections', open: pressing('New collection') },
    { name: 'filter-by-collection', path: '/accounts', open: pressing('Collection') },
    { name: 'collection-menu', path, open: pressing(more) },
    { name: 'rename-collection', path, open: choosing(more, 'Rename') },
    { name: 'delete-collection', path, open: choosing(more, 'Delete collection') },
    { name: 'add-accounts', path, open: pressing('Add accounts') },
    { name: 'take-out', path, open: pressing(/^Take Paper/) },
    { name: 'share-collection', path, open: pressing('Share') },
    { name: 'collection-person', path, open: pressing(/^Leo/) },
    { name: 'end-collection', path, open: pressing(/^Leo/, 'Revoke access') },
    { name: 'account-collection', path: account, open: pressing(/^Front desk/) },
  ]
}

const OPEN = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** Presses buttons, one after the other; the last one opens it. */
function pressing(...names: readonly (string | RegExp)[]): Overlay['open'] {
  return async (frame) => {
    let before = 0
    for (const name of names) {
      before = await frame.locator(OPEN).count()
      await frame.getByRole('button', { name, exact: true }).first().click()
    }
    await frame.locator(OPEN).nth(before).waitFor()
  }
}

/** Chooses from a menu what opens it. */
function choosing(menu: string, name: string): Overlay['open'] {
  return async (frame) => {
    await pressing(menu)(frame)
    await frame.getByRole('menuitem', { name, exact: true }).click()
    await frame.locator('[role=dialog], [role=alertdialog]').first().waitFor()
  }
}

/** The filters of the activity are behind a button, and stay open. */
function filtering(name: RegExp): Overlay['open'] {
  return async (frame) => {
    const button = frame.getByRole('button', { name: 'Filter', exact: true })
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
    await pressing(name)(frame)
  }
}

async function addWebhook(frame: Frame): Promise<void> {
  await frame.getByRole('textbox', { name: 'Address' }).fill('https://log.example.com/keyward')
  await pressing('Send activity there')(frame)
}

async function openRowMenu(frame: Frame): Promise<void> {
  await frame
    .getByRole('link', { name: /^Perch/ })
    .first()
    .click({ button: 'right' })
  await frame.locator(OPEN).first().waitFor()
}

async function turnOff(frame: Frame): Promise<void> {
  await frame.getByText(/^Unlock Keyward with/).click()
  await frame.locator(OPEN).first().waitFor()
}

/** Leaves what is open, one after the other, as the Escape key does. */
export async function closeOverlay(frame: Frame): Promise<void> {
  const open = frame.locator(OPEN)
  // The tip of a button below the mouse would take the key for itself.
  await frame.page().mouse.move(0, 0)
  await frame.getByRole('tooltip').waitFor({ state: 'detached' })
  for (let left = await open.count(); left > 0; left -= 1) {
    await frame.page().keyboard.press('Escape')
    await open.nth(left - 1).waitFor({ state: 'detached' })
  }
}
