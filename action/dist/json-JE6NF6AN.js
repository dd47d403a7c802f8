import{a}from"./chunk-7BZ6BLSW.js";import"./chunk-3RNHDNP5.js";export{a as json};
