import"./chunk-3RNHDNP5.js";var i=e=>({node:e.execPath,nodeVersion:e.versions.node,isWindows:e.platform==="win32",end:n=>{try{e.kill(e.platform==="win32"?n:-n,"SIGKILL")}catch{}},whenInterrupted:n=>{for(let o of s)e.once(o,n);return()=>{for(let o of s)e.off(o,n)}},say:n=>e.stderr.write(`${n}
`)}),s=["SIGINT","SIGTERM"];export{i as machineOf};
