import { expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { NOW } from '../cases/values.ts'

storeContract('the directory', (store) => {
  test('has the last list of each source', async () => {
    const { directory } = store()
    expect(await directory.lists()).toEqual([])
    const imported = { source: 'imported', updatedAt: NOW, apps: '[]' } as const
    const fetched = { source: 'fetched', updatedAt: NOW + 1, apps: '[1]' } as const
    await directory.put(imported)
    await directory.put(fetched)
    await directory.put({ ...imported, updatedAt: NOW + 2, apps: '[2]' })
    expect(await directory.lists()).toEqual([
      fetched,
      { source: 'imported', updatedAt: NOW + 2, apps: '[2]' },
    ])
  })
})
