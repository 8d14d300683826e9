import fc from 'fast-check'

const wanted = process.env['KEYWARD_SEED']

// As `fuzzParser`: short runs always take the same inputs, so that only a change can make one fail;
// long runs take new ones. KEYWARD_SEED chooses them.
if (wanted !== undefined) fc.configureGlobal({ seed: Number(wanted) })
else if (process.env['KEYWARD_LONG'] !== '1') fc.configureGlobal({ seed: 1 })
