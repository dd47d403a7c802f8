var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="a477793f96f6ad234c60";export{o as a,r as b};
