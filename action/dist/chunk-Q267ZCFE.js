var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="7a13093eb5e10e52c915";export{o as a,r as b};
