import{a}from"./chunk-BUY3HLC5.js";import"./chunk-YKJDLWRM.js";import"./chunk-3RNHDNP5.js";export{a as projects};
