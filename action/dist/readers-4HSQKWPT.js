import{b as a}from"./chunk-DX3KNFWX.js";import"./chunk-YKJDLWRM.js";import"./chunk-CL46L6LZ.js";import"./chunk-4Y3ZHRIW.js";import"./chunk-3RNHDNP5.js";export{a as readers};
