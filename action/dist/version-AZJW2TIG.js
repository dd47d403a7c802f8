import{a,b}from"./chunk-Q267ZCFE.js";import"./chunk-3RNHDNP5.js";export{b as build,a as version};
